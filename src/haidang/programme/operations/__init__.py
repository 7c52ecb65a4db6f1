"""What officers do with programmes: adopt a reading, edit an item, take over a difference."""
