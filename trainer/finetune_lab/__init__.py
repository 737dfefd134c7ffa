"""Watch, steer and stop a training run from Fine Tune Lab.

>>> import finetune_lab
>>> with finetune_lab.init("my run", total_steps=100) as job:
...     for step in range(100):
...         job.log({"loss": 1 / (step + 1)}, step=step)
...         if job.should_stop():
...             break
"""

from ._settings import parameters
from ._version import VERSION as __version__
from .job import Job, init
from .updates import Parameter, ParameterUpdate

__all__ = ["Job", "Parameter", "ParameterUpdate", "__version__", "init", "parameters"]
