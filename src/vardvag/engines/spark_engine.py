"""Spark as an engine: on this machine, or on a cluster that reads the store's Parquet where it lies.

A session starts Java, which takes some seconds; what Java has to say goes into a file of the spill folder, so
that a command prints only its answer. Memory, cores and the keys to object storage are the cluster's own
matter (`spark-defaults.conf` in the folder that SPARK_CONF_DIR names). Here do not belong the statements that
are run (`statistics`).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vardvag.base.errors import MissingExtra, WrongUse
from vardvag.base.texts import Text
from vardvag.engines.dialects import SPARK
from vardvag.engines.spill import spill_folder

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

HERE = "local[*]"
"""The master that is this machine, with all its cores."""

_JAVA = 17
"""The first version of Java that this Spark runs on."""

_ALWAYS = {
    "spark.app.name": "vardvag",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",  # a fault in a number is an error, not a NULL
}


class Spark:
    """A session with Spark as an `OpenEngine`. *files_at*: where the cluster sees the store, if elsewhere."""

    dialect = SPARK

    def __init__(self, session: SparkSession, files_at: str | None = None) -> None:
        self.session = session
        self.files_at = files_at
        self._kept: dict[str, DataFrame] = {}

    @property
    def reads_here(self) -> bool:
        """Whether the files it reads are those we see."""
        return self.files_at is None

    def make(self, name: str, sql: str, *, kept: bool) -> None:
        """Make the answer to *sql* known as *name*. What is kept is worked out when it is first read.

        Not by CREATE VIEW: Spark would read such a view's text anew wherever it is named, and views of views
        of views take longer to read than to count.
        """
        answer = self.session.sql(sql)
        if name in self._kept:
            self._kept.pop(name).unpersist()
        if kept:
            self._kept[name] = answer.persist()  # in memory, and on disk where that is too small
        answer.createOrReplaceTempView(name)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """The answer to *query*, all of it."""
        return [tuple(row) for row in self.session.sql(query).collect()]

    def arrow(self, query: str) -> pa.Table:
        """The answer to *query* as an Arrow table."""
        return self.session.sql(query).toArrow()

    def read(self, name: str, root: Path, files: Sequence[Path], schema: pa.Schema) -> None:
        """Make the columns in *schema* of Parquet *files* known as *name*; nothing is read yet."""
        at = self.files_at.rstrip("/") if self.files_at else root.resolve().as_uri()
        addresses = [f"{at}/{path.relative_to(root).as_posix()}" for path in files]
        columns = ", ".join(f"{field.name} {SPARK.types[str(field.type)]}" for field in schema)
        self.session.read.schema(columns).parquet(*addresses).createOrReplaceTempView(name)

    def forget(self) -> None:
        """Let go of what is kept."""
        while self._kept:
            self._kept.popitem()[1].unpersist()


@contextmanager
def connect(
    master: str = HERE, files_at: str | None = None, settings: Mapping[str, str] | None = None
) -> Iterator[Spark]:
    """A session on *master* (`local[*]`, `spark://host:7077`), ended afterwards.

    Where this process has Spark up already, a session of its own in that one, whatever its master. *settings*
    are Spark's own. MissingExtra without pyspark; WrongUse without Java, or when the master does not answer.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError as absent:
        raise MissingExtra("spark", "counting on Spark") from absent
    running = SparkSession.getActiveSession()
    if running is not None:
        spark = Spark(running.newSession(), files_at)
        try:
            yield spark
        finally:
            spark.forget()
        return
    session = _start({**_ALWAYS, **_of(master), **(settings or {})})
    try:
        yield Spark(session, files_at)
    finally:
        session.stop()


def _of(master: str) -> dict[str, str]:
    """Here nothing can be reached from outside, and a shuffle has no more parts than there are cores."""
    if not master.startswith("local"):
        return {"spark.master": master}
    return {
        "spark.master": master,
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.shuffle.partitions": str(os.cpu_count() or 1),
    }


def _start(settings: Mapping[str, str]) -> SparkSession:
    """Start Java, and Spark in it."""
    from py4j.protocol import Py4JError
    from pyspark import SparkConf, SparkContext
    from pyspark.errors import PySparkException
    from pyspark.java_gateway import launch_gateway
    from pyspark.sql import SparkSession

    need_java()
    conf = SparkConf(loadDefaults=False).setAll(list(settings.items()))
    log = spill_folder() / "spark.log"
    try:
        if SparkContext._gateway is None:  # one Java for a process, even when it starts Spark anew
            with log.open("ab") as said:
                gateway: Any = launch_gateway(conf, {"stdout": said, "stderr": said})  # type: ignore[no-untyped-call]
            SparkContext(conf=conf, gateway=gateway)
        session = SparkSession.builder.config(conf=conf).getOrCreate()
    except (PySparkException, Py4JError) as problem:
        raise WrongUse(_not_started(settings["spark.master"], log)) from problem
    session.sparkContext.setLogLevel("ERROR")
    return session


def need_java() -> None:
    """WrongUse when there is no Java that Spark can run on."""
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home, "bin", "java")) if home else shutil.which("java")
    version = 0
    if java is not None and Path(java).is_file():
        said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
        found = re.search(r'version "(\d+)', said)
        version = int(found[1]) if found else 0
    if version < _JAVA:
        install = f"apt-get install openjdk-{_JAVA}-jre-headless"
        raise WrongUse(
            Text(
                f"Att räkna i Spark behöver Java {_JAVA} eller senare. Installera det med: {install}",
                f"Counting on Spark needs Java {_JAVA} or later. Install it with: {install}",
            )
        )


def _not_started(master: str, log: Path) -> Text:
    """The last that Java said."""
    said = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    last = said[-1].strip() if said else ""
    return Text(
        f"Spark startar inte på {master}: {last}. Ange en annan med --spark-master "
        "eller VARDVAG_SPARK_MASTER.",
        f"Spark does not start on {master}: {last}. Name another with --spark-master "
        "or VARDVAG_SPARK_MASTER.",
    )
