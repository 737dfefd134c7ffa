"""A reference trainer: supervised fine-tuning and direct preference optimisation with transformers, TRL and peft."""
