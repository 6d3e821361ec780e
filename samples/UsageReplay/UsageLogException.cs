namespace UsageReplay;

/// <summary>Says what is wrong with a usage log, and where.</summary>
internal sealed class UsageLogException(string message) : Exception(message);
