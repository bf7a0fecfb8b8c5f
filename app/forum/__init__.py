"""Where relatives meet others in the same situation: boards, threads, posts, and the people who keep them safe."""
