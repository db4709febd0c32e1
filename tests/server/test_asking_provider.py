"""What is asked of a provider; whole log-ins through one are in `test_single_sign_on.py`."""

from __future__ import annotations

import subprocess
import sys

from rating.server import asking_provider


def test_no_algorithm_takes_a_shared_secret() -> None:
    assert not any(name.startswith("HS") or name == "none" for name in asking_provider.ALGORITHMS)


def test_authlib_is_not_loaded_where_no_provider_is_configured() -> None:
    looked = "import sys, rating.server; print(any(name.startswith('authlib') for name in sys.modules))"
    told = subprocess.run([sys.executable, "-c", looked], check=True, capture_output=True, text=True)
    assert told.stdout.strip() == "False"
