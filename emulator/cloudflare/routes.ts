import { getAccount, listAccounts, verifyToken } from "./account/handlers";
import { success } from "./api/answer";
import type { Route } from "./api/route";
import { createCertificate, getCertificate, listCertificates, revokeCertificate } from "./certificates/handlers";
import { listIps, purgeCache } from "./edge/handlers";
import {
    deletePullCertificate,
    getOwnOriginPulls,
    getPullCertificate,
    listPullCertificates,
    setOwnOriginPulls,
    uploadPullCertificate,
} from "./origin-pulls/handlers";
import {
    deleteHostnameCertificate,
    getHostnameCertificate,
    listHostnameCertificates,
    uploadHostnameCertificate,
} from "./origin-pulls/hostname-certificate-handlers";
import { getHostnamePulls, listHostnamePulls, putHostnamePulls } from "./origin-pulls/hostname-handlers";
import { batchRecords } from "./records/batch";
import { createRecord, deleteRecord, editRecord, getRecord, listRecords, overwriteRecord } from "./records/handlers";
import { editSetting, editSettings, getSetting, listSettings } from "./settings/handlers";
import { deleteDnssec, editDnssec, getDnssec } from "./zones/dnssec-handlers";
import { checkActivation, getZone, listZones } from "./zones/handlers";

const records = "/zones/:zone/dns_records";
const settings = "/zones/:zone/settings";
const dnssec = "/zones/:zone/dnssec";
const originPulls = "/zones/:zone/origin_tls_client_auth";
const pullHosts = `${originPulls}/hostnames`;
const hostCertificates = `${pullHosts}/certificates`;
const ssl = "SSL and Certificates";

/** What the emulator knows of Cloudflare's v4 API, below `/client/v4`. */
export const routes: readonly Route[] = [
    { method: "GET", path: "/ips", needs: "nothing", run: (state) => ({ state, answer: success(listIps(state)) }) },
    { method: "GET", path: "/user/tokens/verify", needs: "a known token", run: verifyToken },
    { method: "GET", path: "/accounts", needs: "a good token", run: listAccounts },
    { method: "GET", path: "/accounts/:account", needs: "Account Settings Read", run: getAccount },

    // Listing has an error of its own for a token that may not.
    { method: "GET", path: "/zones", needs: "a good token", run: listZones },
    { method: "GET", path: "/zones/:zone", needs: "Zone Read", run: getZone },
    { method: "PUT", path: "/zones/:zone/activation_check", needs: "Zone Write", run: checkActivation },
    { method: "POST", path: "/zones/:zone/purge_cache", needs: "Cache Purge", run: purgeCache },

    { method: "GET", path: records, needs: "DNS Read", run: listRecords },
    { method: "POST", path: records, needs: "DNS Write", run: createRecord },
    { method: "POST", path: `${records}/batch`, needs: "DNS Write", run: batchRecords },
    { method: "GET", path: `${records}/:record`, needs: "DNS Read", run: getRecord },
    { method: "PUT", path: `${records}/:record`, needs: "DNS Write", run: overwriteRecord },
    { method: "PATCH", path: `${records}/:record`, needs: "DNS Write", run: editRecord },
    { method: "DELETE", path: `${records}/:record`, needs: "DNS Write", run: deleteRecord },

    { method: "GET", path: dnssec, needs: "DNS Read", run: getDnssec },
    { method: "PATCH", path: dnssec, needs: "DNS Write", run: editDnssec },
    { method: "DELETE", path: dnssec, needs: "DNS Write", run: deleteDnssec },

    { method: "GET", path: settings, needs: "Zone Settings Read", run: listSettings },
    { method: "PATCH", path: settings, needs: "Zone Settings Write", run: editSettings },
    { method: "GET", path: `${settings}/:setting`, needs: "Zone Settings Read", run: getSetting },
    { method: "PATCH", path: `${settings}/:setting`, needs: "Zone Settings Write", run: editSetting },

    // Before the certificates: "settings" and "hostnames" are none; and "certificates" is no host name.
    { method: "GET", path: `${originPulls}/settings`, needs: `${ssl} Read`, run: getOwnOriginPulls },
    { method: "PUT", path: `${originPulls}/settings`, needs: `${ssl} Write`, run: setOwnOriginPulls },
    { method: "GET", path: pullHosts, needs: `${ssl} Read`, run: listHostnamePulls },
    { method: "PUT", path: pullHosts, needs: `${ssl} Write`, run: putHostnamePulls },
    { method: "GET", path: hostCertificates, needs: `${ssl} Read`, run: listHostnameCertificates },
    { method: "POST", path: hostCertificates, needs: `${ssl} Write`, run: uploadHostnameCertificate },
    { method: "GET", path: `${hostCertificates}/:certificate`, needs: `${ssl} Read`, run: getHostnameCertificate },
    {
        method: "DELETE",
        path: `${hostCertificates}/:certificate`,
        needs: `${ssl} Write`,
        run: deleteHostnameCertificate,
    },
    { method: "GET", path: `${pullHosts}/:hostname`, needs: `${ssl} Read`, run: getHostnamePulls },
    { method: "GET", path: originPulls, needs: `${ssl} Read`, run: listPullCertificates },
    { method: "POST", path: originPulls, needs: `${ssl} Write`, run: uploadPullCertificate },
    { method: "GET", path: `${originPulls}/:certificate`, needs: `${ssl} Read`, run: getPullCertificate },
    { method: "DELETE", path: `${originPulls}/:certificate`, needs: `${ssl} Write`, run: deletePullCertificate },
    { method: "POST", path: "/certificates", needs: `${ssl} Write`, run: createCertificate },
    { method: "GET", path: "/certificates", needs: `${ssl} Read`, run: listCertificates },
    { method: "GET", path: "/certificates/:certificate", needs: `${ssl} Read`, run: getCertificate },
    { method: "DELETE", path: "/certificates/:certificate", needs: `${ssl} Write`, run: revokeCertificate },
];
