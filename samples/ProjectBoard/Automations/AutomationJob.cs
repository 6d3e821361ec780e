namespace ProjectBoard.Automations;

/// <summary>Something to be done for a tenant, and who set it off.</summary>
internal sealed record AutomationJob(string TenantId, string UserId, int CardId);
