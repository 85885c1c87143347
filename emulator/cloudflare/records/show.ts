import { proxiable } from "./proxiable";
import type { DnsRecord } from "./record";

/**
 * A record as "DNS Record Details" shows it.
 *
 * @param publicRanges CIDRs that count as public
 */
export function showRecord(record: DnsRecord, publicRanges: readonly string[]): object {
    return {
        id: record.id,
        name: record.name,
        type: record.type,
        content: record.content,
        proxiable: proxiable(record.type, record.content, publicRanges),
        proxied: record.proxied,
        ttl: record.ttl,
        settings: record.settings,
        meta: {},
        comment: record.comment,
        tags: record.tags,
        created_on: record.createdOn,
        modified_on: record.modifiedOn,
        ...(record.commentModifiedOn === undefined ? {} : { comment_modified_on: record.commentModifiedOn }),
        ...(record.tagsModifiedOn === undefined ? {} : { tags_modified_on: record.tagsModifiedOn }),
        ...(record.priority === undefined ? {} : { priority: record.priority }),
        ...(record.data === undefined ? {} : { data: record.data }),
    };
}
