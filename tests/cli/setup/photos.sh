# The jobs of jobs.sh, the files of ../pictures.py in the folder, and another photo that tomas
# attached to W26-00001-9.
. "$setups/jobs.sh"
/usr/bin/python3 "$setups/../pictures.py" .
on 18T16:00:00Z order attach W26-00001-9 tag.png --kind photo --text 'as it came' --as tomas
