"""The trained reader: does this passage answer, and with which sentence; does it support that claim?"""
