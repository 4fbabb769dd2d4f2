"""What a document says it is: who issued it, to whom, when, under which number."""
