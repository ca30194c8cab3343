#!/bin/sh
# Made once with OpenSSL 3.0; the tests hold the thumbprints. The keys are published, so they protect nothing.
set -eu
work=$(mktemp -d)
touch "$work/index"
cat > "$work/ca.conf" <<'CONF'
[ca]
default_ca = own
[own]
database = $dir/index
rand_serial = yes
new_certs_dir = $dir
default_md = sha256
policy = any
[any]
organizationName = optional
commonName = supplied
CONF
sed -i "s|\$dir|$work|" "$work/ca.conf"
sign() { openssl ca -batch -notext -config "$work/ca.conf" -startdate 20200101000000Z -enddate 21000101000000Z "$@"; }

openssl req -new -newkey rsa:2048 -nodes -subj '/O=Contoso/CN=survey' -keyout survey.key.pem -out "$work/survey.csr"
sign -selfsign -in "$work/survey.csr" -keyfile survey.key.pem -out survey.cer.pem
openssl ecparam -genkey -name prime256v1 -noout -out "$work/ec.key"
openssl req -new -key "$work/ec.key" -subj '/CN=Contoso elliptic' -out "$work/ec.csr"
sign -selfsign -in "$work/ec.csr" -keyfile "$work/ec.key" -out "$work/ec.cer"
openssl req -new -key survey.key.pem -subj '/O=Contoso/CN=issued' -out "$work/issued.csr"
sign -in "$work/issued.csr" -cert "$work/ec.cer" -keyfile "$work/ec.key" -out "$work/issued.cer"

pfx() { openssl pkcs12 -export -out "$@"; }
survey='-inkey survey.key.pem -in survey.cer.pem'
pfx aes-256.pfx $survey -passout 'pass:open sesame'
pfx triple-des.pfx $survey -passout 'pass:open sesame' -legacy -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1 -iter 2000
pfx rc2-40.pfx $survey -passout 'pass:open sesame' -legacy
pfx empty-password.pfx $survey -passout pass:
pfx accents-aes.pfx $survey -passout 'pass:Öffne dich €'
pfx accents-triple-des.pfx $survey -passout 'pass:Öffne dich €' -legacy
pfx no-key.pfx -nokeys -in survey.cer.pem -passout 'pass:open sesame'
pfx elliptic.pfx -inkey "$work/ec.key" -in "$work/ec.cer" -passout 'pass:open sesame'
pfx issued-with-chain.pfx -inkey survey.key.pem -in "$work/issued.cer" -certfile "$work/ec.cer" -passout 'pass:open sesame'
openssl pkcs8 -topk8 -scrypt -in survey.key.pem -passout 'pass:open sesame' -out scrypt.key.pem
rm -r "$work"
