/** `T` with each property that may be undefined made optional instead. */
export type Present<T> = {
    [K in keyof T as undefined extends T[K] ? never : K]: T[K];
} & {
    [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The same object without the properties that are undefined. */
export function present<T extends object>(value: T): Present<T> {
    return Object.fromEntries(Object.entries(value).filter(([, property]) => property !== undefined)) as Present<T>;
}
