"""One Spark session for all tests of this folder, on this machine; a reason to skip where there can be none."""

import re
import shutil
import subprocess

import pytest

from sayso.engine import Engine

# The JVM's quick start: tests are over before its optimiser would pay.
QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto"


@pytest.fixture(scope="session")
def spark(tmp_path_factory):
    pytest.importorskip(
        "pyspark", reason="pyspark is not installed: make test installs it, or pip install --group spark"
    )
    java = shutil.which("java")
    told = subprocess.run([java or "true", "-version"], capture_output=True, text=True, check=False)  # noqa: S603  # Java
    version = re.search(r'version "(\d+)', told.stderr)
    if version is None or int(version[1]) < 17:
        pytest.skip("Spark needs Java 17 or newer on the path")
    from sayso.engine.spark import local_session

    folder = tmp_path_factory.mktemp("spark")
    session = local_session(
        1,
        spark_driver_extraJavaOptions=QUICK,
        spark_driver_memory="1g",
        spark_local_dir=str(folder),
        spark_sql_adaptive_enabled="false",
        spark_sql_codegen_wholeStage="false",
        spark_sql_warehouse_dir=str(folder / "warehouse"),
    )
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture(params=["duckdb", "spark"])
def engine(request):
    """An empty engine of either kind: what is tested with it holds for both."""
    if request.param == "duckdb":
        with Engine.open() as opened:
            yield opened
        return
    session = request.getfixturevalue("spark")
    from sayso.engine.spark import SparkEngine

    with SparkEngine(session.newSession()) as opened:
        yield opened
