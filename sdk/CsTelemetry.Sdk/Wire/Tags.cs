namespace CsTelemetry.Wire;

/// <summary>Holds the tags of the contract: field number × 8 + wire type (0 varint, 1 eight bytes, 2 length and bytes).</summary>
internal static class Tags
{
    public const byte BatchClient = (1 << 3) | 1;
    public const byte BatchSequence = (2 << 3) | 1;
    public const byte BatchSentAt = (3 << 3) | 1;
    public const byte BatchResource = (4 << 3) | 2;
    public const byte BatchEvent = (5 << 3) | 2;

    public const byte ResourceSdk = (1 << 3) | 2;
    public const byte ResourceApplication = (2 << 3) | 2;
    public const byte ResourceVersion = (3 << 3) | 2;
    public const byte ResourceEnvironment = (4 << 3) | 2;

    public const byte EventKind = 1 << 3;
    public const byte EventSequence = (2 << 3) | 1;
    public const byte EventOccurredAt = (3 << 3) | 1;
    public const byte EventAccount = (4 << 3) | 2;
    public const byte EventUser = (5 << 3) | 2;
    public const byte EventFeature = (6 << 3) | 2;
    public const byte EventSession = (7 << 3) | 2;
    public const byte EventPlatform = 8 << 3;
    public const byte EventActor = 9 << 3;
    public const byte EventQuantity = 10 << 3;
    public const byte EventValue = (11 << 3) | 1;
    public const byte EventDuration = 12 << 3;
    public const byte EventProperty = (13 << 3) | 2;

    public const byte PropertyKey = (1 << 3) | 2;
    public const byte PropertyText = (2 << 3) | 2;
    public const byte PropertyInteger = 3 << 3;
    public const byte PropertyReal = (4 << 3) | 1;
    public const byte PropertyTruth = 5 << 3;
}
