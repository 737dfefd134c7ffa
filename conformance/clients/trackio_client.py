"""An errand for Trackio's own client: logs a run, its machine and an alert, resumes it, and prints what it knows of it as JSON.

Arguments: the server's URL, a key, the project.
"""

import json
import os
import sys
import tempfile
import warnings

uri, key, project = sys.argv[1:4]
os.environ["TRACKIO_DIR"] = tempfile.mkdtemp()
os.environ["TRACKIO_SERVER_URL"] = uri
os.environ["TRACKIO_WRITE_TOKEN"] = key
warnings.filterwarnings("ignore")

import trackio

run = trackio.init(project=project, name="first", config={"learning_rate": 0.01, "layers": 2}, auto_log_gpu=False)
for step in range(30):
    trackio.log({"train/loss": 3 / (step + 1), "eval": {"acc": step / 30}, "note": "a text"})
trackio.log({"train/loss": float("nan")}, step=30)
trackio.log_system({"gpu/0/utilization": 0.75})
trackio.alert(title="Loss is high", text="still", level=trackio.AlertLevel.WARN)
trackio.finish()

again = trackio.init(project=project, name="first", resume="must", auto_log_gpu=False)
trackio.log({"train/loss": 0.5})
trackio.finish()
print(json.dumps({"runId": run.id, "resumedId": again.id}))
