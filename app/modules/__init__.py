"""The learning modules: content, pages, activities, quizzes and progress."""
