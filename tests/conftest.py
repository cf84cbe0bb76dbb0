"""Set before any kernel starts: stored notebooks hold digests, and time is UTC."""

import os

os.environ["QANTAR_RENDERER"] = "digest"
os.environ["TZ"] = "UTC"
os.environ["PYTHONHASHSEED"] = "0"
