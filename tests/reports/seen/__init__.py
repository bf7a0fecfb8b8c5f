"""What a relative is told that staff see."""
