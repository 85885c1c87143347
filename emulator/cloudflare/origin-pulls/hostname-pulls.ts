/** What the edge shows to the origin of one host name, in the place of what the zone has. */
export interface HostnamePulls {
    readonly zoneId: string;
    /** In lower case. */
    readonly hostname: string;
    /** One of the zone's certificates for host names. */
    readonly certificateId: string;
    /** Whether it is shown; where not, nothing is, whatever the zone has. */
    readonly enabled: boolean;
    /** RFC 3339, as are all times here. */
    readonly createdAt: string;
    readonly updatedAt: string;
}

/** How many certificates for host names a zone may have. See "Upload a Hostname Client Certificate". */
export const mostCertificates = 10;

/** How many host names may have one certificate. See "Enable or Disable a Hostname for Client Authentication". */
export const mostHostnames = 100;
