"""What a miner earns and pays."""
