"""Acts of emulation: schemes are made and carried through, sheets scored and checked, appeals, commendations."""
