"""Who may say to have sent a mail: SPF, DKIM, DMARC, and the header field that tells of them."""
