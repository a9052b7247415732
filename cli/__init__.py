"""The command line of onrecord: one module per command, and what stands between the shell and the extractors."""
