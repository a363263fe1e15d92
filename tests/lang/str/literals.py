print('single', "double", '''triple
two lines''', """also "quoted" here""")
print('it\'s', "say \"hi\"", 'tab\there', 'back\\slash', 'nul\0end'.replace("\0", "<0>"))
print('\x41\u0042\U00000043\103\N{LATIN SMALL LETTER D}', '\a\b\f\v'.encode())
print(r'raw \n \t \\', R"\x41", 'joined ' "together " 'now', 'line \
continued')
print(len('\n\r\t'), len(r'\n'), len('\''), len(''), '' == "")
print(repr('quo\'te'), repr("dou\"ble"), repr('both \' and "'), repr('\n\t\r\\\x00\x1f\x7f'), repr('é\u200b\ud7ff'))
print(u'old style', f'{1}' 'plain {1}')
