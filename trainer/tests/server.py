"""A small HTTP server that takes a trainer's operations: it keeps what came, in its order, and fails as it is asked to."""

from __future__ import annotations

import gzip
import json
import re
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Callable, Dict, List, Optional, Tuple

PointKey = Tuple[str, str, int, int]


class Store:
    """What the server keeps; outlives a server that is stopped and started again."""

    def __init__(self) -> None:
        self.jobs: Dict[str, Dict[str, Any]] = {}
        self.points: Dict[PointKey, Any] = {}
        self.arrivals: List[PointKey] = []
        """Every point as it came, also again."""
        self.system: List[Dict[str, Any]] = []
        self.predictions: List[Dict[str, Any]] = []
        self.prediction_requests = 0
        self.reports: List[Dict[str, Any]] = []
        self.declared: List[Dict[str, Any]] = []
        self.answers: List[Dict[str, Any]] = []
        self.updates: List[Dict[str, Any]] = []
        self.operations: List[str] = []
        self.authorizations: List[Optional[str]] = []
        self.should_stop = False
        self.save_checkpoint = False

    def carry_out(self, operation: str, variables: Dict[str, Any]) -> Any:
        self.operations.append(operation)
        return getattr(self, f"_{operation}")(**variables)

    def _createTrainingJob(self, input: Dict[str, Any]) -> Any:
        external_id = input["externalId"]
        job = self.jobs.setdefault(external_id, {"id": f"job-{len(self.jobs) + 1}", "status": "RUNNING", "attempt": 1, "currentStep": None, "fields": {}})
        job["fields"].update(input)
        return {name: job[name] for name in ("id", "status", "attempt", "currentStep")}

    def _trainingJob(self, id: str) -> Any:
        return {"attempt": self.job(id)["attempt"]}

    def _startTrainingAttempt(self, input: Dict[str, Any]) -> Any:
        job = self.job(input["jobId"])
        job["attempt"] += 1
        job.setdefault("resumed", []).append(input.get("resumedFromStep"))
        return {"id": job["id"], "attempt": job["attempt"]}

    def _editTrainingJob(self, input: Dict[str, Any]) -> Any:
        self.job(input["id"])["fields"].update(input)
        return {"id": input["id"]}

    def _logTrainingSteps(self, jobId: str, points: List[Dict[str, Any]]) -> Any:
        job = self.job(jobId)
        rejected = []
        for index, point in enumerate(points):
            if point["metric"] == "forbidden":
                rejected.append({"index": index, "field": "metric", "reason": "is not taken here"})
                continue
            key = (jobId, point["metric"], point["step"], point.get("attempt", job["attempt"]))
            self.arrivals.append(key)
            self.points[key] = point["value"]
            job["currentStep"] = max(job["currentStep"] or 0, point["step"])
        return {"accepted": len(points) - len(rejected), "updated": 0, "rejected": rejected}

    def _logSystemMetrics(self, jobId: str, points: List[Dict[str, Any]]) -> Any:
        self.job(jobId)
        self.system.extend(points)
        return {"accepted": len(points), "updated": 0, "rejected": []}

    def _logPredictions(self, jobId: str, predictions: List[Dict[str, Any]]) -> Any:
        self.job(jobId)
        self.predictions.extend(predictions)
        self.prediction_requests += 1
        return {"accepted": len(predictions), "updated": 0, "rejected": []}

    def _reportTrainingStatus(self, input: Dict[str, Any]) -> Any:
        self.job(input["jobId"])["status"] = input["status"]
        self.reports.append(input)
        return {"id": input["jobId"], "status": input["status"]}

    def _declareTrainingParameters(self, input: Dict[str, Any]) -> Any:
        self.declared = input["parameters"]
        return {"id": input["jobId"]}

    def _acknowledgeParameterUpdate(self, input: Dict[str, Any]) -> Any:
        self.answers.append(input)
        return {"id": input["id"], "status": input["status"]}

    def _trainingControl(self, jobId: str) -> Any:
        ended = {answer["id"] for answer in self.answers if answer["status"] != "DELIVERED"}
        waiting = [update for update in self.updates if update["id"] not in ended]
        return {"shouldStop": self.should_stop, "saveCheckpoint": self.save_checkpoint, "updates": waiting}

    def job(self, id: str) -> Dict[str, Any]:
        for job in self.jobs.values():
            if job["id"] == id:
                return job
        raise KeyError(id)

    def request(self, id: str, **parameters: Any) -> None:
        """A change of parameters that a viewer asks for."""
        self.updates.append({"id": id, "parameters": parameters})

    def series(self, metric: str, attempt: int = 1) -> List[Tuple[int, Any]]:
        return sorted((step, value) for (_, name, step, of), value in self.points.items() if name == metric and of == attempt)


class Server:
    """One run of the server on a port that it keeps over restarts."""

    def __init__(self, store: Optional[Store] = None) -> None:
        self.store = store or Store()
        self.fault: Optional[Callable[[str], Optional[str]]] = None
        """For each operation: None (answer), "503", "401", "cut" (carry out, then end the connection without an answer) or "hang"."""
        self.hanging = threading.Event()
        self.port = 0
        self._server: Optional[_Http] = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "Server":
        self._server = _Http(("127.0.0.1", self.port), self)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def stop(self) -> None:
        self.hanging.set()
        if self._server is not None:
            self._server.shutdown()
            self._server.end_connections()
            self._server.server_close()
            self._server = None


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, address: Tuple[str, int], owner: Server) -> None:
        self.owner = owner
        self.lock = threading.Lock()
        self.open: List[socket.socket] = []
        super().__init__(address, _Handler)

    def end_connections(self) -> None:
        for connection in self.open:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that a test ends is no complaint."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Http

    def setup(self) -> None:
        super().setup()
        self.server.open.append(self.connection)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        if self.headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        request = json.loads(body)
        operation = re.search(r"\{\s*(\w+)", request["query"]).group(1)  # type: ignore[union-attr]
        owner = self.server.owner
        fault = owner.fault(operation) if owner.fault else None
        if fault == "503":
            return self._answer(503, {"errors": [{"message": "busy", "extensions": {"code": "SERVER_BUSY"}}]})
        if fault == "401":
            return self._answer(401, {"errors": [{"message": "a wrong key", "extensions": {"code": "UNAUTHENTICATED"}}]})
        if fault == "hang":
            owner.hanging.wait(20)
        with self.server.lock:
            owner.store.authorizations.append(self.headers.get("authorization"))
            try:
                result = owner.store.carry_out(operation, request["variables"])
            except KeyError as missing:
                return self._answer(200, {"data": None, "errors": [{"message": f"no {missing}", "extensions": {"code": "NOT_FOUND"}}]})
        if fault == "cut":
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return None
        return self._answer(200, {"data": {operation: result}})

    def _answer(self, status: int, answer: Any) -> None:
        content = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        pass
