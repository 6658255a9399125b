@rem npm scripts say "exec node ..." so that on POSIX a signal to npm reaches the program, not a shell in between.
@rem cmd.exe has no such word: here it means "run this".
@%*
