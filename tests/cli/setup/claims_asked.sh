# The claim of claims.sh, and Sony wants to know more.
. "$setups/claims.sh"
fettle claim chase --quiet C26-00001-N --says info_required --due +5d 'a photo of the label' >/dev/null
