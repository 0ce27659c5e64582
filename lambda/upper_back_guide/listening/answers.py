def answer(words: str, question: str):
    return None
