"""Errands of trainers that log through MLflow's or Trackio's client: each runs for a few steps on a tiny model, and its place is printed as JSON.

Arguments: the tracking URI, a key for Trackio, a name, and which trainers: transformers, lightning, optuna.
"""

import json
import os
import sys
import tempfile
import warnings

uri, key, name = sys.argv[1:4]
chosen = sys.argv[4:]
os.environ["MLFLOW_TRACKING_URI"] = uri
os.environ["MLFLOW_EXPERIMENT_NAME"] = name
os.environ["TRACKIO_SERVER_URL"] = uri
os.environ["TRACKIO_WRITE_TOKEN"] = key
os.environ["TRACKIO_DIR"] = tempfile.mkdtemp()
os.environ["TRACKIO_PROJECT"] = name
os.environ["CUDA_VISIBLE_DEVICES"] = ""
warnings.filterwarnings("ignore")
found = {}


def transformers_errand():
    import torch
    from transformers import GPT2Config, GPT2LMHeadModel, Trainer, TrainingArguments

    torch.manual_seed(0)
    data = [{"input_ids": row, "labels": row} for row in torch.randint(0, 64, (32, 16))]
    model = GPT2LMHeadModel(GPT2Config(vocab_size=64, n_positions=16, n_embd=16, n_layer=1, n_head=2))
    arguments = TrainingArguments(
        output_dir=tempfile.mkdtemp(),
        run_name="tiny",
        project=name,
        report_to=["mlflow", "trackio"],
        max_steps=12,
        per_device_train_batch_size=4,
        logging_steps=1,
        eval_strategy="steps",
        eval_steps=6,
        save_strategy="no",
        learning_rate=0.01,
        use_cpu=True,
        disable_tqdm=True,
    )
    trainer = Trainer(model, arguments, train_dataset=data, eval_dataset=data[:8])
    trainer.train()
    import mlflow

    mlflow.end_run()
    return [entry["loss"] for entry in trainer.state.log_history if "loss" in entry]


def lightning_errand():
    import torch
    from pytorch_lightning import LightningModule, Trainer
    from pytorch_lightning.loggers import MLFlowLogger

    class Line(LightningModule):
        def __init__(self, rate=0.1):
            super().__init__()
            self.save_hyperparameters()
            self.layer = torch.nn.Linear(1, 1)

        def training_step(self, batch, _):
            loss = ((self.layer(batch) - 2 * batch) ** 2).mean()
            self.log("train_step_loss", loss)
            return loss

        def configure_optimizers(self):
            return torch.optim.SGD(self.parameters(), lr=self.hparams.rate)

    logger = MLFlowLogger(experiment_name=f"{name} lightning", tracking_uri=uri, log_model=False)
    loader = torch.utils.data.DataLoader(torch.linspace(-1, 1, 16).unsqueeze(1), batch_size=4)
    trainer = Trainer(
        max_epochs=3,
        logger=logger,
        log_every_n_steps=1,
        accelerator="cpu",
        enable_progress_bar=False,
        enable_model_summary=False,
        enable_checkpointing=False,
    )
    trainer.fit(Line(), loader)
    return logger.run_id


def optuna_errand():
    import optuna
    from optuna_integration.mlflow import MLflowCallback

    optuna.logging.set_verbosity(optuna.logging.ERROR)
    callback = MLflowCallback(tracking_uri=uri, metric_name="value")
    study = optuna.create_study(study_name=f"{name} optuna", sampler=optuna.samplers.RandomSampler(seed=0))
    study.optimize(lambda trial: (trial.suggest_float("x", -1, 1) - 0.5) ** 2, n_trials=4, callbacks=[callback])
    return [[trial.params["x"], trial.value] for trial in study.trials]


errands = {"transformers": transformers_errand, "lightning": lightning_errand, "optuna": optuna_errand}
for trainer in chosen:
    found[trainer] = errands[trainer]()
print(json.dumps(found))
