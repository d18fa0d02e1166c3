# An empty centre whose manager is $FETTLE_AS.
fettle init --quiet --name 'Corner Repairs' --currency EUR --timezone Europe/Berlin --country DE
