"""Words about reaching the server: its name, certificate, port, encryption, and the line."""

from __future__ import annotations

from settings_check.errors.phrases import signals

__all__ = ["SIGNALS"]

SIGNALS = signals("""
server-name typo 80
サーバー*見つかりません | サーバー*見つかりませんでした | サーバー*存在しません
server-name typo 90
host name*could not be found | hostname*could not be found | server*could not be found
host*could not be found | server*can't be found | host*can't be found
server-name typo 86
サーバー名は必須 | 無効なipアドレスまたはホスト名 | 無効なホスト名 | invalid hostname
invalid host name | getaddrinfo | enotfound | eai_noname | nodename nor servname
name or service not known | unknown host | unknownhostexception | host not found
hostname not found | server not found | could not resolve host | couldn't resolve host
can't resolve | cannot resolve | unable to resolve host | unable to resolve | failed to resolve
name resolution | could not find*server | cannot find*server | can't find*server
couldn't find*server | unable to find*server | cannot locate server | server*could not be found
no such host is known | no such host | wsahost_not_found | 11001 | server name*incorrect
nsurlerrordomain*-1003 | hostname could not be found | failed to find the server
ホストが見つかりません | サーバーが見つかりません | サーバーが見つかりませんでした | 名前解決
ホスト名が解決 | ホスト名を解決 | 名前を解決 | サーバー名が正しく | サーバーを見つけられ
指定されたホスト名 | サーバーは存在しません | ホストが存在しません | サーバーを検出できません
ホスト名*見つかりません | サーバー名が間違 | サーバー名*見つかりません | サーバーが存在しません
dns_error_rcode_name_error | no address associated with hostname | unresolved host
can't connect*unknown host | unknown mail server | 不明なホスト | host unknown
server-name typo 92
does not resolve | doesn't resolve | did not resolve | lookup*no such host
lookup failed: no such host
server-name cert-name-mismatch 99
偽装した | 偽装し | 偽のサーバー | might be connecting to a server that is pretending
pretending to be | no alternative certificate | target host name | certificate's owner
names in the certificate
server-name cert-name-mismatch 97
altnames | alt name | altname_invalid | hostname mismatch | host name mismatch
doesn't match certificate | does not match certificate | hostname*doesn't match
hostname*does not match | certificate*does not match | certificate*doesn't match
certificate name mismatch | name mismatch | common name*match | cn mismatch
err_cert_common_name | certificate is only valid for | not valid for that server
not valid for the name | wrong host | bad_cert_domain | bad cert domain | cn_no_match
cn no match | target principal name | principal name is incorrect | certificate belongs to
certificate*different site | certificate error for | certificate is not valid for
certificate*issued to a different | no subject alternative | subject alternative*not
sslpeerunverified | verify identity | does not match*name on the certificate
identity of*cannot be verified | cannot verify server identity | identity*can't be verified
can't verify*identity | 証明書が正しくありません | 識別情報を検証できません
識別情報を確認できません | 身元を確認できません | 証明書の名前 | 名前が一致しません
名前と一致しません | 別のサイト*証明書 | 証明書*一致しません | プリンシパル名
証明書*別のサーバー | なりすまそう | ホスト名と証明書 | 証明書*ホスト名
このサーバー*証明書*正しくありません | サーバーの識別情報
certificate is valid for*not
certificate subject name*does not match | ip address mismatch | errno=62*certificate
server-name pop-for-imap 97
not an imap4 mail server | is not an imap server | not an imap4 server | not a imap server
imap4メールサーバーではありません | imapサーバーではありません | not a pop3 server | not an imap
is not a pop3 | pop3サーバーではありません | pop3メールサーバーではありません
server-name host-missing 97
econnrefused 127.0.0.1 | econnrefused ::1 | connect 127.0.0.1 | econnrefused localhost
no smtp server | サーバーが指定されていません | サーバー名が入力されていません
no server specified | 送信サーバーが設定されていません | 受信サーバーが設定されていません
サーバー名を入力して
encryption-port tls-on-starttls-port 97
wrong_version_number | wrong version number | wrong ssl version | record_too_long
ssl_error_rx_record_too_long | unexpected tls packet | an unexpected tls packet
record exceeded the maximum | plaintext connection? | unrecognized ssl message
unsupported or unrecognized ssl | first record does not look like a tls | packet length too long
not an ssl/tls record | not a tls record | http_request*ssl | unknown protocol*ssl
ssl*unknown protocol | invalid tls record | received record with version
encryption-port plain-on-tls-port 90
greeting never received | greeting not received | no greeting | did not receive greeting
no banner | waiting for greeting | wait for greeting | waiting for the greeting
waiting for initial greeting | greeting timeout | without sending a greeting | server greeting
connection closed*before greeting | あいさつ*受信
this combination of host and port requires tls | plain http*https port
encryption-port tls-required 98
plain-text login | plaintext*not permitted | use ssl | 平文*許可されて | 暗号化*必要
暗号化*必須 | must issue a starttls | must issue starttls | starttls command first
privacyrequired | starttls first | starttls required | starttls is required | require starttls
requires starttls | issue a starttls | must use tls | must use ssl | tls required | ssl required
requires tls | tls is required | ssl is required | requires ssl | encryption required
encryption is required | encryption needed | require*encrypted connection
requires*encrypted connection | requires*secure connection | must be encrypted
session must be encrypted | plaintext authentication disallowed
cleartext authentication disallowed | plaintext authentication*not allowed
cleartext*not allowed | plaintext*disabled | cleartext logins | plaintext login
plain text authentication*not | login disabled | logindisabled | authentication disabled until
connection is not secure | secure connection required | ssl/tls required | needs tls
tls negotiation is required | only over tls | only over ssl | over a secure connection
暗号化が必要 | 暗号化通信が必要 | 暗号化接続が必要 | 暗号化されていない接続
保護されていない接続 | tlsが必要 | sslが必要 | starttlsが必要 | starttlsを先に
平文でのログイン | 平文認証 | 暗号化されていません*パスワード
auth command used when not advertised*tls | no auth before tls | use ssl/tls | use tls
encryption-port wrong-port 84
グリーティングが正しくありません | ポート番号が無効 | ポートが無効 | ポート番号は必須
authentication not enabled | auth command used when not advertised | auth not available
authentication not available | auth*not advertised | ポート番号が正しく | ポートが間違
ポートが違い | ポート番号が違い | ポート番号が間違 | wrong port | invalid port | port number is
ポート番号を確認 | incorrect port | bad port | illegal port | bad greeting | unexpected greeting
unexpected response*greeting | unexpected server response | invalid greeting
unrecognized greeting | did not understand the greeting | protocol error*+ok | unexpected*+ok
got +ok | +ok*expected | bogus greeting | this is a pop3 server | this is a http server
http/1.1 400 | http/1.0 400 | not an smtp server | isn't an smtp server
encryption-port wrong-port 55
+ok | * ok*imap*smtp
encryption-port server-tls-broken 92
tls not available | tls currently unavailable | tls is not currently | tls temporarily
starttls*temporarily | tls not available due to | starttls unavailable
encryption-port starttls-not-offered 60
機能が不足 | この機能がサーバーにありません | missing capability | missing server capability
encryption-port starttls-not-offered 97
暗号化をサポートして | 暗号化に対応して | 暗号化*サポートしていません | starttlsをサポートして
starttlsに対応して | starttls*サポートされて | starttls*非対応 | doesn't advertise that feature
does not support starttls | doesn't support starttls | starttls not supported
starttls*not supported | starttls extension not supported | starttls*not offered
starttls is not | starttls not available | did not advertise starttls | no starttls
server does not advertise*tls | starttls not advertised | starttls*unsupported
starttls*unknown command | starttls*not recognized | unknown command*starttls | no tls support
does not support tls | doesn't support tls | doesn't support ssl | does not support ssl
does not support*secure connection | sslをサポートして | tlsをサポートして | sslに対応していま
does not support*encryption method | does not support*connection encryption
encryption-port tls-handshake 89
上書きできないtls | ハンドシェイク
encryption-port tls-handshake 88
handshake fail | handshake_failure | sslhandshakeexception | handshake error | ssl handshake
tls handshake | tls negotiation failed | unable to connect using ssl | ssl_connect | sslv3_alert
sslv3 alert | tlsv1 alert | tls_alert | ssl connection*failed | tls connection*failed
could not establish*secure | couldn't establish*secure | unable to establish*secure
secure connection*failed | secure connection cannot | nsurlerrordomain*-1200 | -9806 | -9807
-9836 | ssl error has occurred | an ssl error | tls error | ssl error | fatal alert
alert handshake | sslで接続できません | sslを使用して接続 | ssl接続に失敗
tls接続が確立できません | tls接続に失敗 | tls接続を確立 | ssl接続を確立 | 安全な接続を確立
安全な接続ができません | 保護された接続を確立 | 保護された接続ができません | sslエラー
tlsエラー | 暗号化された接続を確立 | 暗号化接続に失敗 | 暗号化された接続は*利用できません
暗号化の種類 | encrypted connection*not available | sslv3 | error:14 | error:0a0
gnutls_handshake | gnutls error | starttls failed | failed to start tls | could not start tls
ssl unexpected eof | unexpected eof while reading | ssl_error_syscall | ssl negotiation
schannel*fatal | securechannelfailure | bad certificate*alert
encryption-port tls-version 98
no_cypher_overlap | no common encryption | unsupported_version | unsupported protocol
unsupported_protocol | protocol_version | protocol version | unsupported version of security
no shared cipher | no_shared_cipher | no ciphers available | no cipher suites in common
no protocols available | tls version | tlsv1*not supported | dh_key_too_small | dh key too small
inappropriate_fallback | legacy_renegotiation | legacy renegotiation | legacy sigalg
no supported protocol | version_too_low | version too low | ca_md_too_weak | ee_key_too_small
no appropriate protocol | protocol is disabled or cipher suites | tls1.0 | tls 1.0 | tls 1.1
tlsのバージョン | 古いtls | sslのバージョン | 共通の暗号 | 暗号スイート | cipher mismatch
version_or_cipher | no overlap | 暗号アルゴリズム | do not possess a common algorithm
sec_e_algorithm
encryption-port cert-expired 98
certificate has expired | certificate expired | cert_has_expired | certificate is expired
expired certificate | sec_error_expired | cert_date_invalid | cert_expired | certificate_expired
certificate*expired on | certificate is not yet valid | not yet valid | notbefore | notafter
certificate date | expired or is not yet | validity period | certificateexpired
cert_not_yet_valid | 証明書の有効期限 | 証明書*期限切れ | 証明書*有効期間 | 証明書*切れています
証明書*期限が | 有効期限切れの証明書 | 有効期限が切れた証明書 | 証明書の日付 | 証明書は期限
certificatenotyetvalid
encryption-port cert-untrusted 95
unknown authority | certificate*cannot be verified | certificate*could not be verified
certificate*can't be verified | 証明書*確認できません | 証明書*検証できません | 証明書*信頼
self signed | self-signed | self_signed | unknown issuer | unknown_issuer | unknown_ca
unknown ca | issuer is not recognized | issuer*not trusted | not trusted | untrusted
trust anchor | unable to get local issuer | unable to get issuer
unable to verify the first certificate | unable_to_verify_leaf | unable_to_get_issuer
depth_zero | certification path | certpath | pkix path | certificate chain
cert_authority_invalid | certificate authority | root certificate | sec_error_untrusted
signer not found | signed by an unknown | 信頼されません | 信頼できません | 信頼されていない
信頼できない | 自己署名 | 発行者が不明 | 認証局 | 証明機関 | 証明書を検証できません
証明書の検証に失敗 | 証明書チェーン | ルート証明書 | 発行元 | 証明書を確認できません
証明書は無効 | 証明書が無効 | 無効な証明書 | invalid certificate
encryption-port cert-untrusted 80
セキュリティ上の脅威 | クライアント証明書 | certificate verify failed
certificate_verify_failed | certificate validation | bad certificate | certificate verification
remote certificate is invalid | peer certificate | certificate_unknown | certificate problem
sec_error | 証明書エラー | 証明書に問題 | certificate error | revoked | peer's certificate
encryption-port port25-blocked 97
port 25*blocked | port 25*filtered | ポート25*ブロック | 25番ポート | outbound port 25 | op25b
ポート:25* | port 25 is | port 25*not available
network offline 90
network is unreachable | enetunreach | network unreachable | not connected to the internet
internet connection appears to be offline | no internet | offline mode | you are offline
no network | network is down | enetdown | network connection*unavailable | airplane mode
インターネットに接続されていま | オフライン | ネットワークに接続できません | 圏外 | 機内モード
ネットワークに接続されていま | インターネット接続がオフライン | ネットワークに到達できません
ネットワークに接続していま | 通信できません | インターネットに接続できません
err_internet_disconnected | 電波の届かない | working offline | nsurlerrordomain*-1009
モバイルデータ通信*オフ
network vpn 90
close_notify | vpn
network dropped 84
connection abort | connection reset | econnreset | econnaborted | broken pipe | epipe
connection was reset | reset by peer | connection closed | connection lost | connection was lost
connection dropped | lost connection | connection terminated | forcibly closed
connection broken | connection unexpectedly closed | unexpectedly closed
unexpectedly terminated | socket closed | socket hang up | server closed the connection
closed the connection | server disconnected | server*terminated your connection | 10054 | 10053
network connection was lost | premature eof | unexpected end of | unexpected eof
disconnected from server | dropped the connection | server has dropped | remote end closed
eof occurred | nsurlerrordomain*-1005 | interrupted | 切断されました | 切断しました | 接続が切れ
接続が失われ | 接続が中断 | 接続がリセット | 中断されました | 予期せず切断 | 予期せず終了
強制的に切断 | 接続を切られ | 接続は切断
network timeout 84
timed out | timeout | time-out | time out | etimedout | esockettimedout | 10060
timeoutexception | nsurlerrordomain*-1001 | took too long to respond | not responding
no response from*server | does not respond | did not respond | didn't respond | isn't responding
タイムアウト | 時間切れ | 応答がありません | 応答していません | 応答しません | 反応がありません
返答がありません | 応答を受信できません | 時間内に応答 | 応答なし | deadline exceeded
network timeout 72
couldn't connect to host | could not connect to host | cannot connect to server
can't connect to server | couldn't connect to server | could not connect to server
could not connect to*server | unable to connect | failed to connect | connection failed
cannot connect | can't connect | couldn't connect | could not connect | connection could not
connection to server*failed | connection to*failed | failed to open*connection | 接続できません
接続できませんでした | 接続に失敗 | 接続は失敗 | 接続を確立できません | 接続エラー
つながりません | 接続を確立することができません | 通信エラー | 通信に失敗 | 取得できません
network refused 96
接続に失敗*接続を拒否 | サーバーが利用できないか*接続を拒否
network refused 86
connection refused | econnrefused | actively refused | 10061 | refused the connection
connection was refused | refused to connect | 接続が拒否 | 接続を拒否 | nsurlerrordomain*-1004
network blocked 82
10013 | eacces | forbidden by its access permissions | firewall | ファイアウォール
ファイアーウォール | blocked by*antivirus | セキュリティソフト | ウイルス対策ソフト
network dns 88
eai_again | temporary failure in name resolution | enodata | servfail | dns server*not respond
dns timeout | dns*timed out | dns request timed out | dnsサーバーが応答 | dns lookup failed
temporary lookup failure | temporary failure*dns | dns*temporary
network server-trouble 45
service unavailable
network server-trouble 66
too busy | is busy | overloaded | service not available | too many errors
temporarily unavailable | server is down | internal error | internal server error | server error
system error | under maintenance | maintenance | try again later | try later | temporary failure
temporary error | temporary problem | temporary system problem | temporary local problem
local error in processing | server busy | system not accepting | not accepting network messages
service shutting down | shutting down | backend*unavailable | out of service | server is busy
temporary server error | server unavailable | メンテナンス | サーバーがダウン | サーバー障害
サービスを停止 | しばらくしてから | 時間をおいて | サーバーエラー | 一時的なエラー
一時的な障害 | 混み合って | ご利用いただけません | 障害が発生
network loop 92
mail loop | loops back to myself | too many hops | hop count exceeded | loop detected
routing loop | mail forwarding loop | maximum hop | loop count exceeded | メールループ
ループが | ループし | hopcount
network remote-timeout 96
has been delayed | delivery attempts will continue | multiple retries | queue period
numerous attempts to deliver | failing for a long time | failed to deliver to domain
not been collected after | message looping
network remote-timeout 98
delivery temporarily suspended
network remote-timeout 92
host is down | ehostdown | server is unreachable | destination unreachable | envelope expired
delivery failed*attempts | aborted after | not find a gateway | host not reachable
domain is not reachable | domain not reachable | host is not reachable | host is unreachable
unable to deliver in | message expired | delivery time expired | retry timeout exceeded
could not be delivered for | has not been able to deliver | retry time not reached
conversation with*timed out | lost connection with* | connect to*:25: | retries exhausted
retry limit exceeded | undeliverable after | been in the queue too long | queue lifetime
delivery expired | giving up | connected to*but connection died | could not be delivered within
still being retried | will keep trying | 配送を試み | 再送を試み | 再送期限 | 配信が遅れ
delivery to the following*delayed | delayed*hours | transmission timeout | no route to host
ehostunreach | host unreachable | all hosts*failing | unable to contact*mail server
domain*not responding | server*for*not responding | recipient server did not
relay*failed to accept | remote host*not respond | could not reach*remote
sorry, i wasn't able to establish an smtp connection | unable to establish an smtp connection
""")
"""Groups of phrases, each with the class and sub they speak for and their weight."""
