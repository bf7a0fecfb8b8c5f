"""What happens without anybody waiting for it."""
