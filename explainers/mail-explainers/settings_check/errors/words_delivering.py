"""Words about the mail's own way: for whom, how big, how often, and whether it is believed."""

from __future__ import annotations

from settings_check.errors.phrases import signals

__all__ = ["SIGNALS"]

SIGNALS = signals("""
policy-auth dmarc 100
dmarc
policy-auth dkim 98
dkim*fail | dkim*invalid | dkim*not | dkim*required | no dkim | dkim signature | domainkeys
dkim verification | 5.7.20 | dkimに失敗 | dkim*失敗 | dkim*none
policy-auth spf-dkim 99
either spf or dkim | spf or dkim | spf and dkim | spf*dkim | dkim*spf
sender is unauthenticated | does not have authentication information
fails to pass authentication | unauthenticated email | sender authentication
unauthenticated sender | unauthenticated mail | authentication checks | authentication-results
送信ドメイン認証 | spf・dkim | なりすまし | email authentication
policy-auth spf 98
spf record | spf check | spf fail | spf*fail | spf policy | spf softfail
sender policy framework | spf records | spf*not authorized | spf*reject | (spf) | openspf
spf.pobox | spf=fail | spf: fail | spf validation | mismatches client ip | not designated
does not designate | spfレコード | spf*失敗 | spf*認証 | spf*拒否
not authorized to send*domain | spf error | spf*permerror | spf
policy-auth ptr 98
ptr record | reverse dns | reverse lookup | reverse hostname | reverse-dns | rdns | dns ptr
without a ptr | no ptr | ptr*missing | forward-confirmed | fcrdns | 逆引き | reverse name
cannot find your hostname | cannot find your reverse | client host rejected: cannot find
unable to resolve*ptr | ip name lookup failed | hostname*not resolve to | generic rdns
helo command rejected | helo*rejected | invalid helo | ehlo*rejected | bad helo | helo name
forged helo | helo*fully-qualified | helo*required | need fully-qualified hostname
policy-auth blocklist 97
blocklist | blacklist | block list | black list | dnsbl | rbl. | rbl check | spamhaus | spamcop
sorbs | barracuda*reputation | barracudacentral | banned sending ip | blocked using
is listed in | listed by | listed at | listed on | is on our block | on a block
ip address*blocked | blocked*ip address | your ip | sending ip | ip reputation | poor reputation
bad reputation | low reputation | senderbase | sender score | sender reputation | reputation
denylist | deny list | access denied*ip | client host*blocked | connection refused*your ip
mail server*blocked | sender*blocked | blocked by*sender | domain*blocked | host*blocked
ip address*rejected | dynamic ip | dynamic address | dial-up | residential | is dynamic
not accept mail from your | not accepting mail from your | refused mail from | your host is
you are not allowed to connect | your mail server | this ip | your network | blocked for abuse
ブラックリスト | ブロックリスト | 受信をブロック | 拒否リスト | ipアドレス*拒否 | 送信元ip
uribl | surbl | we do not accept mail from | mail from*not accepted here
access denied from your
policy-auth blocklist 90
bad ip profile | invalid ip for sending | requires confirmation | confirm this mail server
go away | client host rejected | ip [*blocked | your ip*blocked
policy-auth content 95
virus | malware | infected | content rejected | content*blocked | prohibited attachment
attachment*not allowed | attachment*blocked | attachment type | illegal attachment
attachment*prohibited | file type*not | blocked attachment | executable | suspicious content
contains*prohibited content | ウイルス | マルウェア | 添付ファイル*許可 | 添付ファイル*禁止
banned content | dangerous | security reasons | potential security issue | blockedmessage
contentrejected | phishing | ransomware | forbidden file | unacceptable content | not rfc
policy-auth refused 97
not accepted for policy reasons
policy-auth spam 91
our system has detected that this message | message filtered | spam | junk mail | unsolicited
bulk mail | looks like*spam | considered*spam | spam content | likely unsolicited | spam score
high probability of spam | スパム | 迷惑メール | unwanted | message*blocked
message was blocked | mail*content*rejected | mass mail | suspect
policy-auth dmarc 99
dm email not accepted
policy-auth content 88
header error | media error | content error | line limit exceeded | line too long
header*invalid | invalid header | bad header | missing header | mime error | bare lf
bare line feed
policy-auth ptr 93
my name was rejected
policy-auth content 60
protocol violation | transaction failed
policy-auth refused 35
rejected
policy-auth refused 78
use the smtp server of your isp | not accepting connections | service refused
no smtp service here
policy-auth refused 74
policy reasons | policy violation | violates*policy | due to policy | policy rejection
local policy | administrative prohibition | administratively | security policy | by policy
not authorized | unauthorized | not permitted | not allowed | access denied | message rejected
mail rejected | message refused | transaction failed due | permission denied | rejected by
message not allowed | delivery not authorized | rejected for policy | site policy | rejected due
policy | ポリシー | 拒否されました | refused by | 受信を拒否 | message denied | banned
prohibited | restricted | not accepted | you are not authorized | sender denied
domain*not allowed | forbidden | sender*denied | rejected as | cannot accept | not willing
quota-size mailbox-full 99
mailbox full | mailbox is full | mailbox*is full | mailbox for user is full | inbox is full
mailbox*full | quota exceeded | over quota | over the quota | overquota | exceeded*quota
exceeds*quota | quota exceed | quota*exceeded | quota full | out of storage | storage space
over its quota | over his quota | disk quota | quotaexceeded | mailbox size limit
mailbox*size limit | user is full | exceeded storage | storage*exceeded | storage full
exceeded its*limit*mailbox | not enough storage | too much mail data
insufficient*storage*mailbox | mailbox*over | account is full | mailbox*exceeded
quota violation | no room | user*quota | recipient*quota | message store is full
mailbox has exceeded | exceeded mailbox | mail quota | insufficient quota | full mailbox
メールボックスがいっぱい | メールボックスが一杯 | メールボックスの容量 | 受信箱がいっぱい
容量がいっぱい | 容量を超え | 容量オーバー | 容量超過 | 容量不足 | 容量制限 | 保存容量
クォータ | 容量が不足 | 容量の上限 | 満杯 | 受信トレイ*いっぱい | ボックスがいっぱい
空き容量がありません
quota-size mailbox-full 97
mailfolder is full | space has been used up | enough space | exceeding receiving limits
too many messages on the server | would exceed*storage | out of space | storage limit
quota-size mailbox-full 97
容量*上限 | 容量*不足 | 容量*超え
quota-size message-size 98
添付*大き | size limit exceeded | message size exceeds | message too large | message too big
message is too large | size limit | message is too big | exceeds*maximum*size | exceeds*size
exceeded*size | message length exceeds | size exceeds | maximum message size | max message size
too large | too big | too long for | message file too big | larger than | fixed maximum
recipsizelimit | size exceeded | exceeds limit | exceeds maximum | maximum allowed size
attachment*size | too much data | message*oversize | maximum size | mail size | message size
サイズが大きすぎ | サイズが上限 | サイズ制限 | 大きすぎ | サイズが制限 | メールサイズ
メッセージサイズ | 添付ファイル*サイズ | 最大サイズ | サイズ超過 | サイズを超え | サイズ*上限
サイズ*超え | サイズ*制限
quota-size server-disk 97
insufficient disk | insufficient system storage | insufficient system resources | no space left
disk full | disk space | system storage | file system*full | enospc | out of disk
queue is full | low on space | out of memory | insufficient system | サーバー*ディスク*不足
quota-size local-disk 98
書き込めませんでした | ディスクに十分な空き | ディスクの空き | ディスクがいっぱい
write*mailbox failed | enough disk space | unable to write*folder | 空き領域 | ストレージの空き
pst*maximum size | 端末の空き容量 | 本体の空き容量 | データファイルの最大サイズ
rate login-rate 98
too many login | too many logins | too many log in | login attempts | too frequent login
login too frequent | login frequency | wait*before*login | logins per | login*rate
minimum*between | ログイン試行*多すぎ | ログイン回数 | 短時間に*ログイン | too many attempts
try logging in later
rate connections 98
同時に接続 | 同時に利用 | 同時に使用 | too many connections | too many concurrent
too many simultaneous | maximum number of connections | maximum*connections | connection limit
connections exceeded | simultaneous connections | concurrent connections | too many sessions
max_userip_connections | connection count | 同時接続 | 接続数 | maximum number of*sessions
too many open | sessions*exceeded | maxconnections | mailbox*locked | mailbox is locked
is locked by another | maildrop lock | unable to lock | already in use | in use by another
another session | lock busy | maildrop*busy | 別のセッション | 使用中です*メールボックス
メールボックス*ロック | ロックできません
rate send-rate 98
rate limited | throttl | throttling
rate send-rate 98
unusual sending | unusual activity*sending | 送信*上限 | 送信*制限 | 送信回数
rate send-rate 97
too much mail | rate limit | rate limited | ratelimit | rate-limit | throttl | relay quota
daily relay | too many messages | too many emails | sending limit | sending quota | sending rate
daily limit | daily sending | hourly limit | hourly | per hour | per day | per minute
connection rate | message rate | temporarily deferred | unexpected volume | unusual rate
user complaints | too fast | too frequent | too many recipients this | has sent to too many
exceeded*limit*messages | messages*exceeded | limit*sending | exceeded the*limit
limits exceeded | volume | frequency | slow down | high volume | 送信数 | 送信制限 | 送信の上限
送信通数 | 送りすぎ | 短時間に | 1日*送信 | 大量*送信 | 送信上限 | try again*slower
quota*sending | dailyquota | mail flood | too many mails | excessive | exceeded*sending
outbound*limit | message limit | policy*rate | reached*limit
rate send-rate 98
unusual rate of
rate recipient-rate 99
receiving mail at a rate | receiving mail too quickly | receivingrate | recipient*rate
rate recipients-limit 97
too many recipients | recipient limit | recipients*limit | maximum*recipients | too many rcpt
recipients exceeded | number of recipients | recipients per | 受信者の許容数 | 宛先が多すぎ
宛先の数 | 宛先数 | 受信者数 | 送信先が多 | あて先が多 | あて先の数
rate login-rate 90
try again later, closing connection
rate greylist 98
greylist | graylist | grey list | gray list | grey-list | gray-list | グレイリスト
グレーリスト | please try again in | retry in | temporarily rejected*try | postgrey
deferred*first | try again in
policy-auth blocklist 99
temporary*blocked*spamhaus | client host*blocked using
recipient unknown-user 94
user unknown | unknown user | unknown recipient | recipient unknown | no such user
no such person | no such recipient | no such mailbox | no such address | no such account here
no such local | no mailbox here | no mailbox | mailbox unavailable | mailbox not found
mailbox does not exist | mailbox*does not exist | mailbox unknown | unknown mailbox
invalid mailbox | invalid recipient | recipient not found | recipient*not found | user not found
user*not found | address unknown | unknown address | address does not exist
address*does not exist | user*does not exist | user doesn't exist | recipient*does not exist
recipient*doesn't exist | account*does not exist | email account that you tried
does not like recipient | doesn't have a*account | not a valid mailbox | not a valid recipient
not a valid user | rejected recipient | addressee unknown | not known here | not our customer
undeliverable address | unknown local part | unknown local-part | unrouteable address
unroutable address | bad destination mailbox | user not known | unknown or illegal alias
unknown alias | listed in*directory | listed in public name | user not exist | not in directory
nosuchuser | recipnotfound | recipient no longer | no longer valid | no longer available
no longer in use | address no longer | there is no one | this user doesn't | not local
couldn't be found | wasn't found at | nobody by that name | user*unknown | unknown*user
recipient not exist | recipient not accepted | all recipients*rejected | address not found
address*not found | address couldn't be | not a known user | cannot be delivered to this
no valid recipient | invalid receiver | unknown in virtual | 宛先不明 | 宛先が存在
宛先*見つかりません | ユーザーが存在 | ユーザーは存在 | アドレスが存在 | アドレスは存在
アドレスが見つかりません | 存在しないアドレス | 存在しません | 宛先アドレスが | あて先不明
宛先に届け | 受信者が見つかりません | 受信者*存在しません | 該当するユーザー
宛先が見つかりません | 受信者のアドレスが | 送信先アドレスが | 該当するアドレス
利用されていません | メールアドレスが間違 | bad recipient | not found by smtp address lookup
resolver.adr | recipient refused | unknown destination | undefined mail address
recipient unknown-user 60
メッセージの受信者*を確認
recipient unknown-user 94
address*could not be found | recipient*could not be found | user*could not be found
recipient unknown-user 88
invalid address | bad address | invalid user
recipient unknown-user 72
could not be found | can't be found | recipient address rejected | recipient rejected
recipient address*rejected
recipient unknown-user 35
the following address*failed | could not be delivered to | couldn't be delivered to
recipient moved 93
has moved | user moved | mailbox moved | moved to | new address | has changed*address
forwarding to | アドレスを変更 | アドレスが変更 | user not local; please try
recipient disabled-user 97
account*disabled | account is disabled | account has been disabled | mailbox disabled
user disabled | mailbox is disabled | mailbox*disabled | disableduser | account*inactive
mailbox*inactive | user is inactive | inactive user | account*suspended | user*suspended
mailbox*suspended | has been suspended | account*expired | account*closed | mailbox is inactive
account*terminated | discontinued | 停止されて | 無効になっています | 解約 | dormant
not been used | account*blocked
recipient disabled-user 88
currently suspended | temporary locked | user is terminated | receiving disabled
recipient disabled-user 80
is disabled | inactive | deactivated | account has been | not active
recipient unknown-user 82
does not exist | doesn't exist | is not known
recipient domain-typo 95
name service error | domain not found | domain*not found | no such domain | unknown domain
nxdomain | type 'mx' lookup | mx lookup | no mx | host or domain name not found
domain name not found | domain does not exist | domain*does not exist | bad destination system
domain*couldn't be found | domain*doesn't exist | bad domain | illegal host/domain
host unknown | unrouteable mail domain | no route to*domain | invalid domain | domain*not exist
unable to route | no valid hosts | mx record | mx points | dns*not found
couldn't find any host named | couldn't find any host by that name
couldn't find a mail exchanger | all relevant mx records | unrouteable domain | domain*invalid
cannot route | unable to look up | ドメインが見つかりません | ドメインが存在
ドメイン*見つかりません | ドメイン名が | host*not found*domain | lookup of*had no relevant
domain name*invalid | domain*not resolve | domain*no mail
recipient domain-no-mail 99
null mx | nullmx | rfc7505 | doesn't receive email | does not accept mail
does not receive mail | does not accept email | no mail service | domain*does not accept
not receive mail | not configured to accept | doesn't accept mail | does not receive email
not hosted here
recipient address-syntax 97
recipient address syntax | bad recipient address | must declare smtputf8 | smtputf8
invalid address syntax | bad address syntax | address syntax | syntax error in*recipient
syntax error*address | malformed address | malformed recipient | illegal address
illegal character | not rfc-compliant | fully-qualified address | need fully qualified
non-ascii | unparsable | @が含まれて | が認識されませんでした | アドレスの形式 | 形式が正しく
アドレスの書式 | 形式ではありません | 宛先の形式 | アドレスに使用できない | メールアドレスが不正
無効なメールアドレス | 不正なアドレス | アドレスが無効 | 宛先が無効 | 無効な宛先 | 宛先が正しく
正しいメールアドレス | 受信者アドレスが無効 | not a valid e-mail | not a valid email
invalid email address | rfc5321 | rfc 5321 | アドレスが正しくありません | アドレスが間違
宛先アドレスの | punycode
recipient refused 98
recipient has blocked your | you have been blocked by the recipient | blocked by recipient
recipient refused 96
受信を拒否しているため | 相手*受信を拒否 | 相手*拒否して | 受取人*拒否 | non-member
members-only | closed mailing list | is not subscribed | not pre-approved | not a member
are not allowed to post | permission to post | group may not exist | グループに参加
このグループ | グループ名の | 投稿する権限 | メンバーではありません | members only | member only
subscribers only | only subscribers | not subscribed
recipient disabled-user 99
account is locked email bounced | disabled recipient | recipient account is blocked
recipient unknown-user 93
no account by that name | not an active address | addresses were unknown | accept user
badrcptto | not a local address | no mail box | missing home directory | not email addresses
address not present | user unavailable | account unavailable | refuses to receive
bounced address | is not accepting any mail
recipient unknown-user 96
受信者*拒否されました | 宛先*拒否されました | 宛先*存在しない | 受信者*存在しない | 宛先*エラー
recipient unknown-user 97
account or domain may not exist | invalid final delivery | check if address is correct
recipient unknown-user 96
recipient address rejected: access denied | リストにありません | ディレクトリには見つかりません
一覧にありません | listed in domino
recipient refused 90
not accept mail from you | recipient has blocked | blocked by the recipient | recipient*blocked
not accepting mail | not accepting messages | only accepts mail from | restricted*recipient
restricted from | recipient*restricted | 受信設定 | 受信拒否 | 指定受信 | ドメイン指定
not permitted to send to | resolver.rst.auth | not allowed to send to | filtered
rejected by recipient
other sent-copy 100
送信済みトレイにコピーできません | 送信には成功しました | 送信済み*コピーできません
sent*but*copy | was sent*could not be saved | sent successfully*error*copy
送信済み*保存できません | your message was sent but | 送信は完了しました*保存
could not be copied to*sent
other auto-reply 97
out of office | automatic reply | auto-reply | autoreply | vacation | 不在通知 | 自動応答
自動返信 | on vacation | away from the office
other not-an-error 80
message was delivered | was delivered to | recipients succeeded | has been delivered
other not-an-error 60
250 2.1.5 | 250 2.0.0 | 250 ok | 2.0.0 ok | 250 2.1.0 | 235 2.7.0 | authentication succeeded
queued as | accepted for delivery | 220 2.0.0 | 配信が完了 | 正常に送信 | successfully delivered
relayed to | expanded | 送信しました | successfully sent | ok completed | 開封済み
配信されました | delivery to these recipients*is complete | connected successfully | status: 2.
action: delivered | action: relayed | reply: 250
other local-data 70
メモリーが不足 | ファイルへの書き込み時 | ファイル読み込み中 | outlook.pst | データファイル
プロファイル | corrupt | 破損 | folder*could not be opened | 索引 | メモリ不足 | summary file
""")
"""Groups of phrases, each with the class and sub they speak for and their weight."""
