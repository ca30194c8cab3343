#!/bin/sh
# Made once with OpenSSL 3.0; the tests hold the thumbprints. The keys are published, so they protect nothing.
set -eu
openssl req -x509 -newkey rsa:2048 -nodes -days 36500 -subj '/O=Contoso/CN=survey' -keyout survey.key.pem -out survey.cer.pem
openssl ecparam -genkey -name prime256v1 -noout -out ec.key
openssl req -x509 -new -key ec.key -days 36500 -subj '/CN=Contoso elliptic' -out ec.cer
openssl req -new -key survey.key.pem -subj '/O=Contoso/CN=issued' -out issued.csr
openssl x509 -req -in issued.csr -CA ec.cer -CAkey ec.key -set_serial 7 -days 36500 -out issued.cer

pfx() { openssl pkcs12 -export -out "$@"; }
survey='-inkey survey.key.pem -in survey.cer.pem'
pfx aes-256.pfx $survey -passout 'pass:open sesame'
pfx triple-des.pfx $survey -passout 'pass:open sesame' -legacy -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1 -iter 2000
pfx rc2-40.pfx $survey -passout 'pass:open sesame' -legacy
pfx empty-password.pfx $survey -passout pass:
pfx accents-aes.pfx $survey -passout 'pass:Öffne dich €'
pfx accents-triple-des.pfx $survey -passout 'pass:Öffne dich €' -legacy
pfx no-key.pfx -nokeys -in survey.cer.pem -passout 'pass:open sesame'
pfx elliptic.pfx -inkey ec.key -in ec.cer -passout 'pass:open sesame'
pfx issued-with-chain.pfx -inkey survey.key.pem -in issued.cer -certfile ec.cer -passout 'pass:open sesame'
openssl pkcs8 -topk8 -scrypt -in survey.key.pem -passout 'pass:open sesame' -out scrypt.key.pem
rm ec.key ec.cer issued.csr issued.cer
