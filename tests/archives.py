"""What an archive says, however it came about: two archives are equal if what this gives is."""

from cli.store import Archive

COUNTED = ("claims", "sentences", "speakers", "document_speakers", "texts", "errors")


def contents(path):
    """The documents with their claims and fingerprints, the errors, and how many rows there are; no runs or times."""
    with Archive.open(path, read_only=True) as archive:
        run = archive.connection.execute
        return {
            "outputs": {output.document.source: output for output in archive.outputs()},
            "known": archive.known(),
            "failures": archive.failures(),
            "rows": {table: run(f"SELECT count(*) FROM {table}").fetchone()[0] for table in COUNTED},
        }
