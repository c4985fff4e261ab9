import pytest

from converter import cli


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """The command, begun in a folder of the test's own, where no settings stand."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))

    def call(*arguments):
        try:
            code = cli.main([str(argument) for argument in arguments])
        except SystemExit as stop:
            code = stop.code
        streams = capsys.readouterr()
        return code, streams.out, streams.err

    return call
