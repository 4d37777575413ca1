"""Figures against public data, one command each; every command takes its data as an argument."""
