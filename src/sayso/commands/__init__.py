"""The commands, one small file each; `cli.py` loads a file when its command is asked for."""
