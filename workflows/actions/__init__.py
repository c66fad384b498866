"""One verb, one action, one file. Views, commands and tests call these and nothing else.

Every action does, in one transaction with the row locked: check, change, log, signal.
"""
