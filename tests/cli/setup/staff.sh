# A centre with a technician.
. "$setups/centre.sh"
fettle staff add --quiet tomas 'Tomáš Dvořák' --role technician
