// Logs alice in to an emulator on port 7000, or on the port in the page's address: ?port=7001
import TencentCloudChat from '@tencentcloud/chat';

const port = new URLSearchParams(location.search).get('port') ?? 7000;
const chat = TencentCloudChat.create({ SDKAppID: 1400000000, proxyServer: `ws://127.0.0.1:${port}` });
const show = (text) => { document.getElementById('status').textContent = text; };
chat.on(TencentCloudChat.EVENT.SDK_READY, () => show(`${chat.getLoginUser()} is logged in`));
chat.on(TencentCloudChat.EVENT.KICKED_OUT, ({ data }) => show(`kicked out: ${data.type}`));

// A real app asks its own server for a ticket. The emulator signs one for tests.
const answer = await fetch(`http://127.0.0.1:${port}/emulator/v1/apps/1400000000/user-sig`, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ user_id: 'alice' }),
});
const { user_sig: userSig } = await answer.json();
await chat.login({ userID: 'alice', userSig });
