"""A Spark cluster for tests: a standalone master and its workers, each a Java of its own, from the wheel.

Everything is on this machine and listens there alone. What Java says goes into files. Here does not belong
what is counted on it.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from vardvag.service.serving import free_port

HERE = "127.0.0.1"
WORKERS = 2
_UP_WITHIN = 60.0
_SMALL = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


@contextmanager
def spark_cluster(folder: Path) -> Iterator[str]:
    """The address of a master with two workers, ended afterwards. *folder* is for what they write."""
    import pyspark

    home = Path(pyspark.__file__).parent
    conf = folder / "conf"
    conf.mkdir()
    port = free_port()
    master = f"spark://{HERE}:{port}"
    with ExitStack() as stack:
        told = folder / "master.log"
        stack.enter_context(
            _running(home, folder, told, "master.Master", "--host", HERE, "--port", str(port))
        )
        _wait_for(told, "Starting Spark master at", 1)
        for number in range(WORKERS):
            log = folder / f"worker-{number}.log"
            stack.enter_context(
                _running(
                    home,
                    folder,
                    log,
                    "worker.Worker",
                    "--host",
                    HERE,
                    "--cores",
                    "1",
                    "--memory",
                    "600m",
                    master,
                )
            )
        _wait_for(told, "Registering worker", WORKERS)
        yield master


@contextmanager
def _running(home: Path, folder: Path, log: Path, name: str, *arguments: str) -> Iterator[None]:
    environment = os.environ | {
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": HERE,
        "SPARK_DAEMON_MEMORY": "300m",
        "SPARK_DAEMON_JAVA_OPTS": _SMALL,
        "SPARK_WORKER_DIR": str(folder / "work"),
        "SPARK_LOCAL_DIRS": str(folder / "local"),
    }
    command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{name}", *arguments]
    with log.open("wb") as said:
        process = subprocess.Popen(
            [*command, "--webui-port", "0"], stdout=said, stderr=said, env=environment, start_new_session=True
        )
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for(log: Path, line: str, times: int) -> None:
    ends = time.monotonic() + _UP_WITHIN
    while log.read_text(errors="replace").count(line) < times:
        if time.monotonic() > ends:
            raise TimeoutError(f"no {line!r} in:\n{log.read_text(errors='replace')[-3000:]}")
        time.sleep(0.2)
