using System.CommandLine;
using System.Text.Json;
using Commerce.Application.Operations;

namespace Commerce.Web.CommandLine;

/// <summary><c>redis acl</c>.</summary>
internal static class RedisAclCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command One(Func<WebApplication> shop)
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON document instead of text." };
        var command = new Command(
            "acl",
            """
            Prints the users of Redis with the least each needs: admin for operators, app for the shop, monitor for whoever collects figures. Lines for redis.conf or an ACL file. Asks no server.
            A user is on if its password is set, as Redis:Acl:{user}:Password or in the file of Redis:Acl:{user}:PasswordFile; only its hash is printed.

            Examples:
              dotnet Commerce.Web.dll redis acl > users.acl
              Redis__Acl__app__PasswordFile=/run/secrets/redis-app dotnet Commerce.Web.dll redis acl
              dotnet Commerce.Web.dll redis acl --json | jq -r '.[] | select(.name == "app") | .rules[]'
            """) { json };

        command.SetAction((given, _) => Commands.Guarded(shop, async services =>
        {
            var users = services.GetRequiredService<IRedisUsers>().All();
            await Console.Out.WriteAsync(given.GetValue(json)
                ? JsonSerializer.Serialize(users.Select(user => new { user.Name, IsOn = user.PasswordHash is not null, user.PasswordHash, user.Rules }), Json) + "\n"
                : string.Concat(users.Select(user => $"{user.Line}\n")));

            foreach (var user in users.Where(user => user.PasswordHash is null))
                await Console.Error.WriteLineAsync($"{user.Name} is off: neither Redis:Acl:{user.Name}:Password nor Redis:Acl:{user.Name}:PasswordFile is set.");

            return Commands.Done;
        }));
        return command;
    }
}
