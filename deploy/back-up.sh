#!/bin/sh
# back-up.sh FOLDER KEEP: one backup more in the folder, of which the newest KEEP stay.
# Called in the project's folder by station-rating-backup.service; what is not a backup of this script is left alone.
set -eu

folder=$1
keep=$2
case $keep in
    '' | *[!0-9]* | 0*) echo "back-up.sh: how many backups are kept must be 1 or more, not '$keep'" >&2; exit 2 ;;
esac

"${PYTHON:-.venv/bin/python}" -m rating backup --out "$folder/backup-$(date -u +%Y-%m-%dT%H%M%SZ).zip"

# only after a backup that went through; the names are in the order of time
find "$folder" -maxdepth 1 -type f -name 'backup-????-??-??T??????Z.zip' | sort -r | tail -n "+$((keep + 1))" |
    while IFS= read -r old; do
        rm -- "$old"
    done
