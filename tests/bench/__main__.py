"""All benchmarks, one after another (``python tests/bench``); those that fail are named."""

import subprocess
import sys
from pathlib import Path

from qantar.common import environment

failed = []
for script in sorted(Path(__file__).parent.glob("[a-z]*.py")):
    print(f"== {script.stem}", flush=True)
    if subprocess.run([sys.executable, str(script)], env=environment.clean()).returncode:
        failed.append(script.name)
if failed:
    sys.exit(f"benchmarks failed: {', '.join(failed)}; the lines above say why")
