"""Steps of the flow run in forked processes, of which several end and start at the same time."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from qantar.common.errors import BuildError
from qantar.flow import warm

STEPS = 200


def test_steps_that_end_well_never_count_as_failed():
    with ThreadPoolExecutor(4) as threads:
        ended = [threads.submit(warm.call, time.sleep, 0) for _step in range(STEPS)]
    assert [step.exception() for step in ended] == [None] * STEPS


def test_a_step_that_fails_is_told():
    with pytest.raises(BuildError, match="exit 3: failed"):
        warm.call(sys.exit, 3)
