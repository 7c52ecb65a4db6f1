"""What the oversight app reads: figures drawn for units, lines of score sheets, rankings, lists."""
