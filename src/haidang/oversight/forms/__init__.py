"""What officers and units enter about emulation; forms check and never save."""
