"""What is inspected, and how is it judged?"""
