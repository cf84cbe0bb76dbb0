"""Stay, leave or sell: what each choice was worth to a miner who lost power."""
