"""`vardvag stats --engine spark` on a cluster of its own: a standalone master and two workers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from spark_cluster import HERE, WORKERS, spark_cluster
from vardvag.base.errors import WrongUse
from vardvag.cli import application
from vardvag.engines.spark_engine import need_java

ASKED = ["stats", "waiting-operation-within-90", "--from", "2019-11", "--by", "region", "--format", "json"]

SETTINGS = {
    "spark.driver.host": HERE,
    "spark.driver.bindAddress": HERE,
    "spark.executor.memory": "500m",
    "spark.sql.shuffle.partitions": str(WORKERS),
    # Few rows: to compile takes longer than to count.
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.executor.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}


def run(*arguments: str) -> None:
    done = CliRunner().invoke(application, arguments)
    assert done.exit_code == 0, done.output


def test_a_cluster_of_two_counts_what_duckdb_counts(tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="needs Spark: pip install 'vardvag[spark]'")
    try:
        need_java()
    except WrongUse as lacking:
        pytest.skip(f"needs Spark: {lacking}")
    contacts, store = tmp_path / "contacts.parquet", tmp_path / "store"
    run(
        "synth",
        "--contacts",
        "1000",
        "--seed",
        "1",
        "--from",
        "2019-06",
        "--to",
        "2019-11",
        "--out",
        str(contacts),
    )
    run("load", str(contacts), "--store", str(store), "--received", "2019-12-20")
    here = CliRunner().invoke(application, [*ASKED, "--store", str(store)])
    with spark_cluster(tmp_path) as master:
        settings = "".join(f"{name} {value}\n" for name, value in SETTINGS.items())
        (tmp_path / "conf" / "spark-defaults.conf").write_text(settings)
        # A process of its own, because this one may have a Spark already.
        there = subprocess.run(
            [
                sys.executable,
                "-c",
                "from vardvag.cli import main; main()",
                *ASKED,
                "--store",
                str(store),
                "--engine",
                "spark",
                "--spark-master",
                master,
            ],
            env=os.environ | {"SPARK_CONF_DIR": str(tmp_path / "conf"), "SPARK_LOCAL_IP": HERE},
            capture_output=True,
            text=True,
            check=False,
        )
        assert there.returncode == 0, there.stderr
    assert json.loads(there.stdout)["rows"] == json.loads(here.output)["rows"]
    took_part = {path.parent.name for path in (tmp_path / "work").glob("app-*/*/stderr")}
    assert len(took_part) == WORKERS
